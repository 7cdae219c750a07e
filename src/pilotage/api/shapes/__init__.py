"""From the values of ``plan`` and the areas to the shapes of the REST contract."""
