"""The component kit: what every screen is made of, as mockups/kit.html draws it. Knows no record."""
