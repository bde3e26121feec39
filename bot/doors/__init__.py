"""What every public door has: limits, overload shedding, headers, error pages."""
