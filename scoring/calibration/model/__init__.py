"""The rating-scale model: fitted, with exact errors, carried on by single scorecards."""
