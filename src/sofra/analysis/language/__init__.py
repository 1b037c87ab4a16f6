"""What the five languages need: so far the two scripts of Bosnian-Montenegrin-Serbian."""
