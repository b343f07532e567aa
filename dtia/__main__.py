from dtia.cli.app import app

app(prog_name="dtia")
