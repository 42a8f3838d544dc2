"""The gazetteer that comes with the package, compiled from openly licensed packages. Only `make` needs this folder."""
