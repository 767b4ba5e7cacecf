"""The only floor that knows file forms. Every file passes its limits before it is parsed."""
