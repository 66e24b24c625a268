"""HTTP: the FastAPI app (``app.create_app``), the web page, and the server that runs it.

It only translates: requests into calls of the assistant, its answers and errors into JSON or pages.
"""
