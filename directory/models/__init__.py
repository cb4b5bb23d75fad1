"""The rows of the directory, one file per noun, in HSDS words."""
