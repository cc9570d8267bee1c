"""DynamoDB: keys, items and the adapters of the core's ports."""
