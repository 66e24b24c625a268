"""What people see: texts with styles, buttons, messages that fit. Pure; knows no chat."""
