"""Learned corrections, and every forecast that was issued from them."""
