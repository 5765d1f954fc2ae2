"""Change over time: control charts, shifts in the use of the scale, alerts."""
