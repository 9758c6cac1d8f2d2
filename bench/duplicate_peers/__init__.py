"""What people would use instead to find duplicates: one file a library, each as a competent user would write it.

They run in a Python of their own (`make bench-duplicates`): two of them do not go with the pandas of the product.
"""
