# What the bot says in a conversation. Short, warm, concrete; one question at a time.

## Greeting

welcome = Hello! You can book an appointment at { $business } right here. Just write what you would like, or tap.
welcome-staff = Hello { $name }! Your day at { $business } is here: write “my day”, “who is next?” or “tomorrow”, or tap.
started-over = All right, a fresh start. What can I do for you?
started-over-staff = All right { $name }, a fresh start.
nothing-changed = All right, nothing was changed. What can I do for you?
nothing-changed-staff = All right { $name }, nothing was changed.
not-understood-welcome = Sorry, I did not get that. I can book, move or cancel an appointment at { $business }, and answer questions about prices, opening hours and the address.
not-understood-welcome-staff = Sorry { $name }, I did not get that. Try “my day”, “team today” or “who is next?”.
not-understood = Sorry, I did not get that.
let-go = All right, I have let it go. What can I do for you?
let-go-staff = All right { $name }, I have let it go.
hello = Hello!
thanks = You are welcome!
goodbye = Goodbye, see you soon!
goodbye-draft = Goodbye! I keep what you told me, in case you want to go on.
out-of-scope = I am afraid I only know about appointments at { $business }.
running-late = Thank you for telling us. Please call or write, so that somebody hears of it right away:
cannot-yet = Sorry, that is not possible in this chat.

## Questions of the booking talk

ask-service = Which service would you like?
ask-service-told =
    { $told ->
        [staff] Which service would you like with { $staff }?
        [day] Which service would you like on { $day }?
       *[both] Which service would you like with { $staff } on { $day }?
    }
ask-which-of-these = Which of these do you mean?
ask-staff = With whom would you like your { $service }? Anyone who is free is fine too.
ask-day = Which day suits you?
ask-time = These times are free on { $day }. Which one would you like?
ask-time-staff = { $staff } has these times free on { $day }. Which one would you like?
time-is-free = { $when } is free.
time-is-free-staff = { $staff } is free on { $when }.
time-held = I keep this time for you for { $time }.
hold-ran-out = I could not keep your time any longer, and somebody else has taken it.
time-in-zone = { $when }, { $zone }
ask-name-email-or-phone = What is your name, and how can we reach you: by e-mail or phone?
ask-name-phone = What is your name, and what is your phone number? It is needed for this service.
ask-name-email = What is your name, and what is your e-mail address? It is needed for this service.
ask-name-email-and-phone = What is your name, and what are your e-mail address and phone number? Both are needed for this service.
ask-name = What is your name?
ask-contact-for-customer = Who is it for?
ask-email-or-phone = How can we reach you: by e-mail or phone?
ask-phone = What is your phone number? It is needed for this service.
ask-email = What is your e-mail address? It is needed for this service.
ask-email-and-phone = What are your e-mail address and phone number? Both are needed for this service.
ask-answer = One question before we book: { $question }
ask-answer-optional = One question before we book: { $question } (You may skip it.)
ask-consent = Please read this and tell me whether you agree.
confirm-booking = Shall I book this for { $when }?
confirm-request = Shall I send this request for { $when }? It is booked once somebody accepts it.
confirm-move = Shall I move it to { $when }?
what-to-change = What would you like to change?
answer-not-an-option = Please choose one of these: { $options }.
corrected = All right, changed.
thanks-name = Thank you, { $name }.
noted = Noted.
one-step-back = One step back.
first-step = We are at the beginning.
ask-resume = Would you like to go on with it?
yes-or-no = Yes or no, to be sure:
staff-not-selectable = For { $service }, we choose who serves you.
only-these-staff = { $service } is only done by { $staff }.
service-not-offered = We do not offer { $wished }. What we do: { $services }.
service-not-offered-too = We do not offer { $wished }. I am looking for { $service }.
one-service-at-a-time = One appointment at a time: { $service } now. You can book { $others } right after it.
nobody-called = Nobody called { $name } works here.
staff-without-services = { $staff } takes no appointments.
own-calendar-not-offered = You can book to your own calendar only, and { $service } is not among what you offer.
nothing-to-offer = You offer no service at the moment: an administrator can change that.
own-calendar-only = You can book to your own calendar only.
everybody-stays = Several of us are needed for this appointment, and all of them stay.
moving = Let us find another time for your { $service }.

## Times

nearest-times = These are the nearest free times:
times-that-fit = These times are free:
no-times-that-fit = Nothing is free at just that time.
nothing-earlier = Nothing earlier is free.
nothing-later = Nothing later is free.
nothing-free = I found no other free time nearby.
time-happens-twice = The clocks go back that night, so { $when } happens twice. Which one do you mean?
impossible-time = There is no such time as { $time }.
weekday-slip = { $day } is a { $weekday }. Which day do you mean?
closed-at-that-time = We are closed at that time.
zone-not-known = I cannot go by { $said } here: times are in { $zone }.
impossible-day = There is no { $day }.

## Why a wish cannot be met. The keys are the reasons of the core.

refusal-past = { $when } is in the past.
refusal-too-soon = { $when } is too soon: { $service } can be booked from { $limit } ahead.
refusal-too-far-ahead = { $when } is too far ahead: { $service } can be booked up to { $limit } ahead.
refusal-closed =
    { $titled ->
        [yes] We are closed on { $when }: { $title }.
       *[no] We are closed on { $when }.
    }
refusal-staff-not-working = Nobody is at work for { $service } on { $when }.
refusal-staff-not-working-staff = { $staff } does not work on { $when }.
refusal-outside-service-hours = { $service } is not offered on { $when }.
refusal-time-off = Nobody is at work for { $service } on { $when }.
refusal-time-off-staff = { $staff } is away on { $when }.
refusal-not-offered-by-staff = { $service } is not offered by that person.
refusal-not-offered-by-staff-staff = { $staff } does not offer { $service }.
refusal-taken = { $when } is already taken.
refusal-taken-staff = { $staff } is already booked on { $when }.
refusal-day-full = Nothing more can be booked on that day: { $when }.
refusal-day-full-staff = { $staff } takes no more appointments on that day: { $when }.
refusal-off-grid = No appointment begins at exactly that time, { $when }.
refusal-no-such-time = { $when } does not exist: the clocks go forward over it that night.
refusal-no-such-day = That day does not exist.
refusal-service-not-bookable = { $service } cannot be booked at the moment.

## What was done

booked = Your appointment is booked for { $when }.
requested = This is a request, not booked yet: { $when }. The time is kept for you, and you are told here as soon as somebody accepts or declines it, by { $due } at the latest.
requested-staff = A request of { $customer }: { $when }. It waits for an answer until { $due }.
booked-staff = Booked for { $customer }: { $when }.
moved = Your appointment is moved to { $when }.
moved-staff = The appointment of { $customer } is moved to { $when }.
cancelled = Your appointment on { $when } is cancelled.
withdraw-question = Withdraw your request for { $service } on { $when }?
withdrawn = Your request for { $when } is withdrawn.
kept = All right, your appointment stays as it is.
kept-request = All right, your request stays as it is.
request-lapsed = Nobody answered this request in time, so it is over. The time is free again.
request-cannot-move = Your request for { $when } has not been answered yet, so it cannot be moved. You can withdraw it and ask for another time.
request-cannot-move-staff = This is a request for { $when }: accept it first, then it can be moved.
your-appointment = Here is your appointment.
your-request = Here is your request. It is not booked yet: it waits for an answer until { $due }.
your-appointments =
    { $count ->
        [one] You have one appointment.
       *[other] You have { $count } appointments.
    }
no-appointments = You have no appointments at the moment.
which-to-move = Which appointment would you like to move?
which-to-cancel = Which appointment would you like to cancel?
cancel-question = Cancel your { $service } on { $when }? This is possible up to { $notice } before.
cancel-question-any-time = Cancel your { $service } on { $when }? This is possible until it begins.
too-late = That can no longer be changed here: changes are possible up to { $notice } before, and it is on { $when }. Please call or write to us.
cannot-change = This appointment on { $when } cannot be changed here. Please call or write to us.
cannot-change-staff = This appointment cannot be moved or cancelled any more.
already-cancelled = Your appointment on { $when } is cancelled already.
already-cancelled-staff = This appointment is cancelled already.
booking-put-aside = All right, I have stopped. Nothing is booked, and what you told me is kept in case you want to go on.
move-put-aside = All right, I have stopped. Your appointment stays as it is.
card-out-of-date = This card is out of date. Where would you like to go on?
link-not-good = This link is not valid any more. If you need help, please contact us.

## What is wrong with a detail

error-name = Please tell us a name.
error-email = This does not look like an e-mail address. An example: anna@example.com
error-phone = This does not look like a phone number. An example: +44 20 7946 0018
error-answer-required = Please answer this question.
error-answer-option = Please choose one of the options.
error-consent = We need your agreement to book this.

## Refused by the core

not-found = I cannot find that. It may have been removed, or it is not yours.
not-permitted = Sorry, that is not allowed here.
not-permitted-staff = Sorry, that is not allowed in your role. An administrator can help.
changed-meanwhile = This was changed in the meantime. Please open it again to see how it is now.
changed-since = This was changed in the meantime.
moved-meanwhile = This appointment was changed in the meantime: it is on { $when } now.
wrong-status = That is not possible any more for this appointment.
invalid-value = Something in that card does not add up. Please try again from the latest card.
too-many-appointments =
    { $limit ->
        [one] You already have an appointment to come, and no more than one can be booked here at a time. You can move or cancel it, or call us.
       *[other] You already have { $limit } appointments to come, and no more can be booked here at a time. You can move or cancel one, or call us.
    }
not-possible = That is not possible at the moment.
sorry-fault = Sorry, something went wrong on our side. Nothing was lost: please try again in a moment.

## Questions in between

help = You can write things like “haircut with Ana tomorrow at 3pm”, “no, Thursday”, “my appointments”, “move it to Friday”, “cancel”, “back” or “start over”. Or ask about prices, opening hours or the address.
help-staff = You can write “my day”, “tomorrow”, “team today”, “who is next?”, “requests”, “arrived”, “started”, “no-show” or “done”, and tap any appointment to move or cancel it.
prices = Here is what we offer:
price-of-one = Here is what it costs, and how long it takes:
price-free = Free
price-starting-at = from { $amount }
price-hourly = { $amount } per hour
price-varies = Price varies
price-call-us = Price on request
price-not-set = Price not set
hours = Our opening hours, { $zone }:
closed = closed
period = { $opens }–{ $closes }
address = You find us here: { $address }
no-address = We have no address on file. Please call or write to us.
staff-list = Here to serve you: { $names }.
staff-of-service = { $service } is done by { $names }.
policy = You can move or cancel your appointments here in the chat, as long as it is in good time before. Open “my appointments” to see what is possible.
person = Here is how to reach a person:
no-person = We have no phone number or e-mail address on file. Please ask on site.
call = Call { $phone }
write = Write to { $email }

## Staff

nobody-next = Nobody is waiting, and nothing is coming up.
next-now = Next: it should have begun on { $when }.
next-in = Next, in { $time }: { $when }.
which-is-meant =
    { $count ->
        [one] Which appointment do you mean?
       *[other] I found { $count } appointments. Which one do you mean?
    }
nobody-then = I found no appointment at that time.
nothing-named = Which appointment do you mean? Please name the customer or the time, or tap.
nobody-of-that-name = I found no appointment of { $name } in the coming days.
marked-arrived = Marked as arrived.
marked-no-show = Marked as no-show.
marked-in-progress = Marked as in progress.
marked-completed = Marked as done.
marked-confirmed = Marked as not arrived yet.
cancel-for-customer = Cancel the appointment of { $customer } on { $when }? Your message goes to the customer.
cancel-for-customer-unreached = Cancel the appointment of { $customer } on { $when }? They have no chat here, so they cannot be told in it.
cancel-with-message = Cancel the appointment of { $customer } on { $when }, and tell them “{ $message }”?
kept-staff = All right, the appointment stays as it is.
too-early-to-mark = That can be marked from the day of the appointment on: it is on { $when }.
cancelled-customer-told = The appointment is cancelled, and the customer is told.
cancelled-customer-unreached =
    { $known ->
        [yes] The appointment is cancelled. { $customer } has no chat here and was not told: please call or write to { $ways }.
       *[no] The appointment is cancelled. { $customer } has no chat here and was not told: please tell them yourself.
    }
invitation-invalid = This invitation code is not valid. Codes work once and expire after a week: please ask for a new one.
invitation-not-read = This does not look like an invitation code. A code has four groups of four letters or digits, such as ABCD-EFGH-IJKL-MNOP: write “link” and the code.
not-linked = This account is not linked to a staff member yet. Please ask an administrator for an invitation code, then write “link” and the code here.
invitation-accepted = Welcome, { $name }! You are linked, and this chat now shows your working day.

requests-waiting = { $count ->
        [0] No request is waiting for an answer.
        [one] One request is waiting for an answer.
       *[other] { $count } requests are waiting for an answer.
    }
request-accepted = The request is accepted, and the customer is told.
request-declined = The request is declined, and the customer is told.
request-over = This request is not waiting for an answer any more.
decline-request = Decline the request of { $customer } for { $when }? Your message goes to the customer.
which-request = Several requests are waiting. Which one do you mean?

## Buttons

choice-book = Book an appointment
choice-my-appointments = My appointments
choice-person = Talk to a person
choice-other-day = Another day
choice-start-over = Start over
choice-anyone = Anyone who is free
choice-resume = Go on
choice-my-day = My day
choice-next = Who is next?

## Visits, parties, and appointments for somebody else

visit-party = { $service } for { $count } people
visit-part = { $time } { $service } with { $staff }
visit-is-free = This is free on { $day }: { $parts }, until { $end }.
visit-confirm = Shall I book this for { $when }? { $parts }, until { $end }.
visit-confirm-request = Shall I send this request for { $when }? { $parts }, until { $end }. Somebody has to accept it.
visit-confirm-move = Shall I move your visit to { $when }? { $parts }, until { $end }.
visit-booked = Your visit is booked for { $when }.
visit-booked-staff = The visit of { $customer } is booked for { $when }.
visit-requested = This is a request, not booked yet: your visit on { $when }. You are told here as soon as it is answered.
visit-moved = Your visit is moved to { $when }.
visit-shown = Here is your visit.
visit-cancelled =
    { $count ->
        [one] Your visit on { $when } is cancelled.
       *[other] Your visit on { $when } is cancelled, all { $count } parts of it.
    }
visit-cancel-which = This is part of a visit. Cancel the whole visit, or only one part?
visit-move-which = This is part of a visit. Move the whole visit, or only one part?
visit-moving = Let us find another time for your whole visit.
visit-kept = All right, your visit stays as it is.
visit-whole = The whole visit
visit-only = Only { $service }, { $time }
visit-keep = Leave it as it is
party-in-turn = You cannot all be served at once then, but one after the other you can.
attendee-noted = All right, this is for: { $name }.
attendee-self = All right, for yourself.
