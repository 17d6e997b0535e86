"""The eligibility explainer: rules compiled to JSON, and the reference evaluator of that JSON."""
