#pragma once

#include <glib.h>

/* What the keys of three keyboards make, as the data of xkb say it (the layouts
 * fr, fr(bepo) and de, model pc105): for each level the characters of the keys
 * in the order of key_codes. U+FFFC stands for a key that makes none by itself. */

#define N_LEVELS 4

static const guint key_codes[] = {
  10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
  24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35,
  38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49,
  51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 94, 65,
};

/* A dead key, and what it makes of an e. */
typedef struct
{
  guint       code;
  guint       level;
  const char *with_e;
} DeadKey;

typedef struct
{
  const char *layout;
  const char *variant;
  const char *characters[N_LEVELS];
  guint       e;                /* the key of the letter */
  DeadKey     dead[8];
} Layout;

static const Layout layouts[] = {
  {
    "fr", "",
    {
      "&é\"'(-è_çà)=azertyuiop\uFFFC$qsdfghjklmù²*wxcvbn,;:!< ",
      "1234567890°+AZERTYUIOP\uFFFC£QSDFGHJKLM%~µWXCVBN?./§>\uFFFC",
      "¹~#{[|`\\^@]}æ«€¶ŧ←↓→øþ\uFFFC¤@ßðđŋħ\uFFFCĸłµ\uFFFC¬\uFFFCł»¢„“”\uFFFC•·\uFFFC|\uFFFC",
      "¡⅛£$⅜⅝⅞™±°¿\uFFFCÆ<¢®Ŧ¥↑ıØÞ\uFFFC\uFFFCΩẞÐªŊĦ\uFFFC&Łº\uFFFC¬\uFFFCŁ>©‚‘’\uFFFC×÷\uFFFC¦\uFFFC",
    },
    26,
    {
      { 34, 0, "ê" },
      { 34, 1, "ë" },
      { 34, 2, "ë" },
      { 48, 2, "ê" },
      { 51, 2, "è" },
      { 58, 2, "é" },
      { 48, 3, "ě" },
    },
  },
  {
    "fr", "bepo",
    {
      "\"«»()@+-/*=%bépoè\uFFFCvdljzwauie,ctsrnm$çàyx.k'qghfê ",
      "1234567890°`BÉPOÈ!VDLJZWAUIE;CTSRNM#ÇÀYX:K?QGHFÊ\u00A0",
      "—<>[]^±−÷×≠‰|\uFFFC&œ\uFFFC¡\uFFFCð\uFFFCĳə\uFFFCæù\uFFFC€’©þß®\uFFFC\uFFFC–\uFFFC\\{}…~¿\uFFFC\uFFFC†\uFFFC/_",
      "„“”≤≥\uFFFC¬¼½¾′″¦\uFFFC§Œ`\uFFFC\uFFFCÐ\uFFFCĲƏ\uFFFCÆÙ\uFFFC\uFFFC\uFFFCſÞẞ™\uFFFCº¶\uFFFC\uFFFC‘’·\uFFFC\uFFFC\uFFFC\uFFFC‡ª¦\u202F",
    },
    41,
    {
      { 29, 0, "ê" },
      { 25, 2, "é" },
      { 28, 2, "è" },
      { 30, 2, "ě" },
      { 40, 2, "ë" },
      { 47, 2, "ẽ" },
    },
  },
  {
    "de", "",
    {
      "1234567890ß\uFFFCqwertzuiopü+asdfghjklöä\uFFFC#yxcvbnm,.-< ",
      "!\"§$%&/()=?\uFFFCQWERTZUIOPÜ*ASDFGHJKLÖÄ°'YXCVBNM;:_>\uFFFC",
      "¹²³¼½¬{[]}\\\uFFFC@ſ€¶ŧ←↓→øþ\uFFFC~æſðđŋħ\uFFFCĸł\uFFFC\uFFFC′’»«¢„“”µ·…–|\uFFFC",
      "¡⅛£¤⅜⅝⅞™±°¿\uFFFCΩ§€®Ŧ¥↑ıØÞ\uFFFC¯ÆẞÐªŊĦ\uFFFC&Ł\uFFFC\uFFFC″\uFFFC›‹©‚‘’º×÷—\uFFFC\uFFFC",
    },
    26,
    {
      { 21, 0, "é" },
      { 49, 0, "ê" },
      { 21, 1, "è" },
      { 34, 2, "ë" },
      { 48, 2, "ê" },
      { 48, 3, "ě" },
    },
  },
};
