"""What people say: focus groups, appreciative inquiry sessions, stories, themes, propositions."""
