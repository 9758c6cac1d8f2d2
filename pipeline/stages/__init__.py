"""Pure stages: frames and small frozen values in, a frame and its findings out; strangers to each other."""
