"""Makes reports of our own wording whose truth is known: for the committed samples, for mass tests and for benchmarks."""
