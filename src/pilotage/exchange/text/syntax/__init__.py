"""From text to nodes with places, and the collection of what is wrong with them."""
