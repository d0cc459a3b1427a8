"""Small widgets without data access: attributes go down, messages come up."""
