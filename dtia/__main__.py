from dtia.cli import app

app(prog_name="dtia")
