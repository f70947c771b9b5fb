"""The records of a mentoring programme: values, rules, storage and rights."""
