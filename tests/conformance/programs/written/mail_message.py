"""Builds and parses a message with parts."""
import email
import email.policy
from email.message import EmailMessage

message = EmailMessage()
message["From"] = "Änne <anne@example.org>"
message["To"] = "bob@example.org, carol@example.org"
message["Subject"] = "Größe: " + "x" * 70
message.set_content("Hallo Bob,\n\nschöne Grüße\n")
message.add_alternative("<p>schöne Grüße</p>", subtype="html")
message.add_attachment(bytes(range(100)), maintype="application", subtype="octet-stream", filename="data.bin")
for i, part in enumerate(message.walk()):
    if part.is_multipart():
        part.set_boundary(f"boundary{i}")
text = message.as_bytes(policy=email.policy.SMTP)
print(text.decode())
parsed = email.message_from_bytes(text, policy=email.policy.default)
print(parsed["subject"], [address.addr_spec for address in parsed["to"].addresses])
for part in parsed.iter_attachments():
    print(part.get_filename(), len(part.get_content()))
print(parsed.get_body(("plain",)).get_content())
