# What people are told of an appointment when somebody else changed it. A card with the facts follows.

news-customer-booked = { $business } has booked you an appointment: { $service } with { $staff }, { $when }.
news-customer-rescheduled = { $business } has moved your appointment: { $service } with { $staff } is now { $when }.
news-customer-cancelled = { $business } has cancelled your appointment: { $service } with { $staff }, { $when }.
news-customer-handed-over = Your appointment at { $business } is now with { $staff }: { $service }, { $when }.
news-customer-accepted = { $business } has accepted your request: { $service } with { $staff }, { $when }. It is booked.
news-customer-declined = { $business } cannot accept your request: { $service } with { $staff }, { $when }. Nothing is booked.
news-customer-expired = Nobody at { $business } answered your request in time: { $service } with { $staff }, { $when }. Nothing is booked; you are welcome to ask for another time.

news-customer-booked-series = { $business } has booked you { $count } appointments: { $service } with { $staff }, from { $when } to { $last }.
news-customer-rescheduled-series = { $business } has moved { $count } of your appointments: { $service } with { $staff }, the first is now { $when }.
news-customer-cancelled-series = { $business } has cancelled { $count } of your appointments: { $service }, from { $when } to { $last }.
news-staff-requested-series = { $count } new requests of { $customer }: { $service }, from { $when } to { $last }. Accept or decline each, please.
news-staff-booked-series = { $count } new appointments: { $customer }, { $service }, from { $when } to { $last }.
news-staff-rescheduled-series = { $count } of { $customer }’s appointments have moved: { $service }, the first is now { $when }.
news-staff-cancelled-series = { $count } of { $customer }’s appointments are cancelled: { $service }, from { $when } to { $last }.

news-staff-requested = New request of { $customer }: { $service } with { $staff }, { $when }. Accept or decline it, please.
news-staff-accepted = New appointment, a request that was accepted: { $customer }, { $service }, { $when }.
news-staff-booked = New appointment: { $customer }, { $service }, { $when }.
news-staff-rescheduled = { $customer }’s appointment has moved: { $service } is now { $when }.
news-staff-cancelled = { $customer }’s appointment is cancelled: { $service }, { $when }.
news-staff-handed-over = { $customer }’s appointment is now with { $staff }: { $service }, { $when }.
