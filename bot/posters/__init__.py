"""The poster of a station: a sheet for its wall, with the QR code by which enterprises come in."""
