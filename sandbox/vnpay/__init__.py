"""VNPAY's payment gateway, version 2.1.0, as published on sandbox.vnpayment.vn/apis/docs.

What the documents leave open is decided here and said at the place where it is decided.
"""
