"""What stands between the network and the routes: who is let in, how much, how long, how often."""
