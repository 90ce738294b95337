"""How personal data is made safe: policy, treatments, disclosure control, who is who."""
