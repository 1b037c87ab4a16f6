from django.forms.renderers import DjangoTemplates


class Renderer(DjangoTemplates):
    """Every form field looks the same: label, hint, input, error, in this order."""

    field_template_name = "web/_field.html"
