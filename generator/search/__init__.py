"""What search needs: the words of the site, and Pagefind's index of its pages."""
