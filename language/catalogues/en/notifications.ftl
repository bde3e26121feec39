# What people are told of an appointment when somebody else changed it. A card with the facts follows.

news-customer-booked = { $business } has booked you an appointment: { $service } with { $staff }, { $when }.
news-customer-rescheduled = { $business } has moved your appointment: { $service } with { $staff } is now { $when }.
news-customer-cancelled = { $business } has cancelled your appointment: { $service } with { $staff }, { $when }.
news-customer-handed-over = Your appointment at { $business } is now with { $staff }: { $service }, { $when }.
news-customer-accepted = { $business } has accepted your request: { $service } with { $staff }, { $when }. It is booked.
news-customer-declined = { $business } cannot accept your request: { $service } with { $staff }, { $when }. Nothing is booked.
news-customer-expired = Nobody at { $business } answered your request in time: { $service } with { $staff }, { $when }. Nothing is booked; you are welcome to ask for another time.

news-staff-requested = New request of { $customer }: { $service } with { $staff }, { $when }. Accept or decline it, please.
news-staff-accepted = New appointment, a request that was accepted: { $customer }, { $service }, { $when }.
news-staff-booked = New appointment: { $customer }, { $service }, { $when }.
news-staff-rescheduled = { $customer }’s appointment has moved: { $service } is now { $when }.
news-staff-cancelled = { $customer }’s appointment is cancelled: { $service }, { $when }.
news-staff-handed-over = { $customer }’s appointment is now with { $staff }: { $service }, { $when }.

news-customer-booked-group = { $business } has booked you a place: { $service } with { $staff }, { $when }.
news-customer-cancelled-group = { $business } has cancelled your place: { $service } with { $staff }, { $when }.
news-staff-booked-group = New appointment of a group: { $service }, { $when }. { $filled } of { $most } attend so far.
news-staff-rescheduled-group = { $service } has moved: it is now { $when }.
news-staff-cancelled-group = { $service } does not take place: { $when }.
news-staff-attendee-joined = Somebody has joined { $service }, { $when }: { $filled } of { $most } attend now.
news-staff-attendee-left = Somebody has left { $service }, { $when }: { $filled } of { $most } attend now.
