"""What does search cost, and what does it survive? Made-up directories of any size, measured and tormented."""
