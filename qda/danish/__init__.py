"""The only floor that knows the Danish language: sentences and word lists."""
