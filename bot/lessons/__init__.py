"""What corrections teach: keeping them, finding what they have in common, judging what follows."""
