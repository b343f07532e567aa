"""What several tests use: the project and its copies, pages, browser, kernel, made-up tables."""
