"""What Chalice does not know: tables, workflow, wiring, alarms, and the one way to deploy them."""
