"""The terminal interface: screens show state, services change it."""
