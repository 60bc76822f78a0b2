"""Forms are drawn the same wherever they come from."""

from __future__ import annotations

import re

from django import forms


class Question(forms.Form):
    title = forms.CharField(label="Title", help_text="One <b>sentence</b>.")
    about = forms.CharField(label="Background", required=False, widget=forms.Textarea)
    moderation = forms.ChoiceField(label="Moderation", widget=forms.RadioSelect, choices=[("before", "Before")])
    is_on_record = forms.BooleanField(label="On record", required=False)
    key = forms.CharField(widget=forms.HiddenInput, required=False)


def drawn(**given: str) -> str:
    return Question(given or None).as_div()


def test_each_field_stands_with_its_label_and_help() -> None:
    page = drawn()

    assert '<label for="id_title">Title</label>' in page
    assert 'id="id_title_helptext">One &lt;b&gt;sentence&lt;/b&gt;.</div>' in page
    assert 'aria-describedby="id_title_helptext"' in page


def test_what_may_be_left_out_is_said() -> None:
    page = drawn()

    assert 'Background <span class="field-optional">(optional)</span>' in page
    assert page.count("(optional)") == 1


def test_choices_are_a_group_with_a_legend_and_a_single_choice_is_not() -> None:
    page = drawn()

    assert re.search(r'<fieldset class="field choices">\s*<legend>Moderation</legend>', page)
    assert '<label class="choice" for="id_is_on_record">' in page


def test_errors_are_summed_up_with_links_to_the_fields() -> None:
    page = drawn(about="x")

    assert 'class="error-summary" role="alert"' in page
    assert '<a href="#id_title">Title: This field is required.</a>' in page
    assert page.count("field-has-error") == 2
    assert 'aria-invalid="true"' in page


def test_without_errors_there_is_no_summary() -> None:
    assert "error-summary" not in drawn()
    assert "error-summary" not in drawn(title="x", moderation="before")


def test_hidden_fields_are_kept() -> None:
    assert '<input type="hidden" name="key"' in drawn()
