"""What the operator of a running product sees: readiness, figures, log lines by request."""
