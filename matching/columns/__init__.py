"""The rules and criteria a second time, over all options at once: one array for each matter, a row for each option.

`matching.rules` and `matching.criteria` say what holds; what stands here must give the same answers, only sooner.
"""
