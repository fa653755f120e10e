"""Letters and other ways of telling the family, the general practitioner and host areas."""

from data_contracts.kit import Contract, Field
from data_contracts.rules import row_rule
from data_contracts.vocabularies import LA, NOTIFICATION_EVENT, NOTIFICATION_METHOD, RECIPIENT

CONTRACT = Contract(
    name="notification",
    title="Notifications",
    description="One row per event and recipient; letters on progress may be several.",
    key=("spell_ref", "event", "recipient", "sent_date"),
    window="sent_date",
    fields={
        "spell_ref": Field("ref", "Reference of the time on the list, as in the extract vemt_spell", "P",
                           aliases=("spell reference", "vemt reference")),
        "la_code": Field("code", "Local authority", vocabulary=LA, aliases=("la", "authority", "local authority")),
        "event": Field("code", "What was told", "P", vocabulary=NOTIFICATION_EVENT,
                       aliases=("notification event", "letter", "letter type")),
        "recipient": Field("code", "Who was told", "P", vocabulary=RECIPIENT,
                           aliases=("sent to", "told", "letter to")),
        "sent_date": Field("date", "Date of the letter, or of agreeing not to send one", "P",
                           aliases=("date sent", "sent", "letter date")),
        "method": Field("code", "How it was sent; NOT_SENT_AGREED where it was agreed not to, to protect the child",
                        vocabulary=NOTIFICATION_METHOD, aliases=("how sent", "sent by", "delivery")),
    },
    rules=(
        row_rule("host_area_recipient", "event <> 'HOST_AREA' or recipient = 'HOST_VPG'", ("event", "recipient"),
                 "warn", "a host area was told but the recipient is another", "check the event and the recipient"),
    ),
)  # fmt: skip
