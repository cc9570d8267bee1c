"""MoMo's payment gateway, version 2, as published on developers.momo.vn/v3 (payment API).

What the documents leave open is decided here and said at the place where it is decided.
"""
