# What calendar files say.

calendar-summary = { $service } at { $business }
calendar-staff = With { $name }
calendar-phone = Phone: { $phone }
calendar-change = Move or cancel: { $url }
