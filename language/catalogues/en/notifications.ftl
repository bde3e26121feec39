# What people are told of an appointment when somebody else changed it. A card with the facts follows.

news-customer-booked = { $business } has booked you an appointment: { $service } with { $staff }, { $when }.
news-customer-rescheduled = { $business } has moved your appointment: { $service } with { $staff } is now { $when }.
news-customer-cancelled = { $business } has cancelled your appointment: { $service } with { $staff }, { $when }.
news-customer-handed-over = Your appointment at { $business } is now with { $staff }: { $service }, { $when }.

news-staff-booked = New appointment: { $customer }, { $service }, { $when }.
news-staff-rescheduled = { $customer }’s appointment has moved: { $service } is now { $when }.
news-staff-cancelled = { $customer }’s appointment is cancelled: { $service }, { $when }.
news-staff-handed-over = { $customer }’s appointment is now with { $staff }: { $service }, { $when }.
