"""Everything outside that is not DynamoDB: the workflow engine, secrets, HTTP, time."""
