"""The web page: server-rendered, better with JavaScript, whole without it."""
