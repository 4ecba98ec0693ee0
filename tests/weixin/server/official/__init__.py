"""An Official Account as its people, its API and its callback are."""
