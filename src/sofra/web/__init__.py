"""What both sides look like: base pages, components, design tokens, languages and error pages.

The web stands under both sides and knows nothing of either.
"""
