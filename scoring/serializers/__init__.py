"""The API's shapes of the app scoring, a file a topic."""
