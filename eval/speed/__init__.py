"""How fast and how heavy the product is, beside the usual pipeline, in one run on one machine."""
