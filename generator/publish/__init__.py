"""From a library to a published site: the pages' tree, their frame, and the folder that the public reads."""
