"""What happens besides: the turns that a meeting's year may take, each told through the verbs like the road itself."""
